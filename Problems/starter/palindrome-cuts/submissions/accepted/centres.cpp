#include <algorithm>
#include <iostream>
#include <string>
#include <vector>
int main() {
  std::string s;
  std::cin >> s;
  int n = s.size();
  std::vector<int> cuts(n + 1);
  for (int i = 0; i <= n; i++) cuts[i] = i - 1;
  for (int c = 0; c < n; c++)
    for (int odd = 0; odd < 2; odd++)
      for (int l = c, r = c + odd; l >= 0 && r < n && s[l] == s[r]; l--, r++)
        cuts[r + 1] = std::min(cuts[r + 1], cuts[l] + 1);
  std::cout << cuts[n] << "\n";
}
