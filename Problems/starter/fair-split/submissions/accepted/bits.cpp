#include <bitset>
#include <cstdlib>
#include <iostream>
int main() {
  int n, total = 0;
  std::cin >> n;
  static std::bitset<120001> sums;
  sums[0] = 1;
  for (int i = 0, v; i < n; i++) {
    std::cin >> v;
    sums |= sums << v;
    total += v;
  }
  int best = total;
  for (int s = 0; s <= total; s++)
    if (sums[s]) best = std::min(best, std::abs(total - 2 * s));
  std::cout << best << "\n";
}
