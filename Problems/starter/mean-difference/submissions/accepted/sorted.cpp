#include <algorithm>
#include <cstdio>
#include <vector>
int main() {
  int n;
  if (scanf("%d", &n) != 1) return 1;
  std::vector<long long> p(n);
  for (auto &x : p)
    if (scanf("%lld", &x) != 1) return 1;
  std::sort(p.begin(), p.end());
  long double total = 0;
  for (int i = 0; i < n; i++) total += (long double)p[i] * (2LL * i - n + 1);
  printf("%.10Lf\n", total * 2 / ((long double)n * (n - 1)));
}
