#include <atomic>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

static void frugal() {
  std::vector<std::string> kept(32);
  for (int i = 0; i < 1000; i++) kept[i % 32] = std::string(1 << 20, char('a' + i % 26));
  std::cout << kept.size() << "\n";
}

static void threads() {
  std::atomic<int> total = 0;
  std::vector<std::thread> started;
  for (int i = 0; i < 8; i++) started.emplace_back([&total, i] { total += i; });
  for (auto &thread : started) thread.join();
  std::cout << total << "\n";
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::string command;
  std::cin >> command;
  if (command == "sum") {
    long long total = 0, number;
    while (std::cin >> number) total += number;
    std::cout << total << "\n";
  } else if (command == "fault") {
    std::cout << std::vector<int>().at(1);
  } else if (command == "loop") {
    for (volatile int i = 0;; i = i + 1) {
    }
  } else if (command == "hog") {
    std::vector<std::string> kept;
    for (;;) kept.push_back(std::string(1 << 20, 'x'));
  } else if (command == "frugal") {
    frugal();
  } else if (command == "threads") {
    threads();
  }
}
