#include <cstdio>
#include <queue>
#include <vector>
int main() {
  int n, m;
  if (scanf("%d %d", &n, &m) != 2) return 1;
  std::vector<std::vector<std::pair<int, long long>>> g(n + 1);
  while (m--) {
    int a, b;
    long long t;
    if (scanf("%d %d %lld", &a, &b, &t) != 3) return 1;
    g[a].push_back({b, t});
  }
  std::vector<long long> d(n + 1, -1);
  std::priority_queue<std::pair<long long, int>> q;
  q.push({0, 1});
  while (!q.empty()) {
    auto [c, u] = q.top();
    q.pop();
    if (d[u] >= 0) continue;
    d[u] = -c;
    for (auto [v, t] : g[u]) if (d[v] < 0) q.push({c - t, v});
  }
  printf("%lld\n", d[n]);
}
