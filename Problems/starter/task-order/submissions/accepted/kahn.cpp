#include <cstdio>
#include <vector>
int main() {
  int n, m;
  if (scanf("%d %d", &n, &m) != 2) return 1;
  std::vector<std::vector<int>> after(n + 1);
  std::vector<int> need(n + 1), order;
  for (int i = 0, a, b; i < m; i++) {
    if (scanf("%d %d", &a, &b) != 2) return 1;
    after[a].push_back(b);
    need[b]++;
  }
  for (int i = 1; i <= n; i++)
    if (!need[i]) order.push_back(i);
  for (size_t i = 0; i < order.size(); i++)
    for (int b : after[order[i]])
      if (--need[b] == 0) order.push_back(b);
  if ((int)order.size() < n) return puts("IMPOSSIBLE"), 0;
  for (int x : order) printf("%d ", x);
  puts("");
}
