import java.io.*;
import java.util.*;
import java.util.concurrent.atomic.*;

public class Solution {
  static class Block {
    final byte[] bytes = new byte[1 << 20];

    Block(int n) {
      Arrays.fill(bytes, (byte) n);
    }
  }

  static void frugal() {
    Block[] kept = new Block[32];
    for (int i = 0; i < 1000; i++) kept[i % 32] = new Block(i);
    System.out.println(kept.length);
  }

  static void threads() throws InterruptedException {
    AtomicInteger total = new AtomicInteger();
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int n = i;
      started.add(new Thread(() -> total.addAndGet(n)));
    }
    for (Thread thread : started) thread.start();
    for (Thread thread : started) thread.join();
    System.out.println(total);
  }

  public static void main(String[] arguments) throws Exception {
    BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
    switch (reader.readLine()) {
      case "sum":
        long total = 0;
        for (String line; (line = reader.readLine()) != null; ) {
          for (StringTokenizer words = new StringTokenizer(line); words.hasMoreTokens(); ) {
            total += Long.parseLong(words.nextToken());
          }
        }
        System.out.println(total);
        break;
      case "fault":
        System.out.println(arguments[0]);
        break;
      case "loop":
        while (true) {}
      case "hog":
        for (List<Block> kept = new ArrayList<>(); ; ) kept.add(new Block(1));
      case "frugal":
        frugal();
        break;
      case "threads":
        threads();
        break;
    }
  }
}
