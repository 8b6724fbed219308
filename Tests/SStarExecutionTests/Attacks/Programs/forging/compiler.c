// expect: CE WA
#include "{CANARY_FILE}"
// Files of the host's, read at compile time: into the program, and into the compiler's messages.
__asm__(".section .rodata\nstolen: .incbin \"{CANARY_FILE}\"\n.byte 0\n.text");
extern const char stolen[];
#include "/proc/self/environ"
int puts(const char *);
int main() {
  puts("PWNED");
  return puts(stolen);
}
