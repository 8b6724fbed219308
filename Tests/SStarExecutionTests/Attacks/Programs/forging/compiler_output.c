// expect: CE WA RE
// The assembler may be told to write other files than the compiler's own.
__asm__(".pushsection .note\n.popsection\n.dump_file \"{CANARY_FILE}\"\n");
#pragma GCC dependency "{CANARY_FILE}"
#define CANARY __has_include("{CANARY_FILE}")
int puts(const char *);
int main() {
#if CANARY
  puts("PWNED sees the file");
#endif
  return puts("held");
}
