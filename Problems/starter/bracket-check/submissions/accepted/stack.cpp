#include <iostream>
#include <string>
int main() {
  std::string s, stack;
  std::cin >> s;
  int wrong = 0;
  for (char c : s) {
    size_t open = std::string("([{").find(c), close = std::string(")]}").find(c);
    if (open != std::string::npos) {
      stack.push_back(char('0' + open));
    } else {
      if (stack.empty()) return std::cout << "NO\n", 0;
      if (stack.back() != char('0' + close)) wrong++;
      stack.pop_back();
    }
  }
  std::cout << (stack.empty() && wrong <= 1 ? "YES" : "NO") << "\n";
}
