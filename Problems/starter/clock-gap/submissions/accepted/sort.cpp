#include <algorithm>
#include <iostream>
#include <vector>
int main() {
  int n;
  std::cin >> n;
  std::vector<int> t(n);
  for (int &x : t) std::cin >> x;
  std::sort(t.begin(), t.end());
  int best = t[0] + 1440 - t.back();
  for (int i = 1; i < n; i++) best = std::max(best, t[i] - t[i - 1]);
  std::cout << best << "\n";
}
