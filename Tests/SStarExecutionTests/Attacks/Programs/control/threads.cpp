// expect: AC
#include <atomic>
#include <iostream>
#include <thread>
#include <vector>
int main() {
  int a, b;
  std::cin >> a >> b;
  std::atomic<int> sum{b};
  std::vector<std::thread> threads;
  for (int i = 0; i < 2 * a; i++) threads.emplace_back([&] { if (sum.load() >= 0) sum++; });
  for (auto &thread : threads) thread.join();
  std::cout << sum - a << "\n";
}
