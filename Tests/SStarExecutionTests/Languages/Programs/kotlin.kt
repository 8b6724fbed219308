import kotlin.concurrent.thread

fun block(n: Int) = ByteArray(1 shl 20) { n.toByte() }

fun frugal() {
  val kept = arrayOfNulls<ByteArray>(32)
  for (i in 0 until 1000) kept[i % 32] = block(i)
  println(kept.size)
}

fun threads() {
  val results = IntArray(8)
  (0 until 8).map { n -> thread { results[n] = n } }.forEach { it.join() }
  println(results.sum())
}

fun main() {
  val reader = System.`in`.bufferedReader()
  when (reader.readLine()) {
    "sum" -> println(reader.lineSequence().flatMap { it.split(' ').asSequence() }
      .filter { it.isNotEmpty() }.map { it.toLong() }.sum())
    "fault" -> println(intArrayOf()[1])
    "loop" -> while (true) {}
    "hog" -> {
      val kept = ArrayList<ByteArray>()
      while (true) kept.add(block(1))
    }
    "frugal" -> frugal()
    "threads" -> threads()
  }
}
