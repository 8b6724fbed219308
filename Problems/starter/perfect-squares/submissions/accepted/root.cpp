#include <cmath>
#include <iostream>
int main() {
  int q;
  std::cin >> q;
  while (q--) {
    long long n;
    std::cin >> n;
    long long r = std::sqrt((long double)n);
    while (r * r > n) r--;
    while ((r + 1) * (r + 1) <= n) r++;
    std::cout << (r * r == n ? "yes" : "no") << "\n";
  }
}
