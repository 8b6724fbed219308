#include <iostream>
#include <vector>
int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int n, q;
  std::cin >> n >> q;
  std::vector<long long> t(n + 2);
  auto add = [&](int i, long long x) { for (; i <= n; i += i & -i) t[i] += x; };
  while (q--) {
    char c;
    int l, r, x;
    std::cin >> c >> l;
    if (c == '+') {
      std::cin >> r >> x;
      add(l, x);
      add(r + 1, -x);
    } else {
      long long s = 0;
      for (; l; l -= l & -l) s += t[l];
      std::cout << s << "\n";
    }
  }
}
