// What contest programs do; the first line of the input says which of it.
#pragma GCC optimize("O3,unroll-loops")
#pragma GCC target("avx2,bmi,bmi2,popcnt,lzcnt")
#include <bits/stdc++.h>
#include <ext/pb_ds/assoc_container.hpp>
#include <ext/pb_ds/tree_policy.hpp>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
using namespace std;
using namespace __gnu_pbds;
typedef long long ll;
#define rep(i, a, b) for (int i = (a); i < (b); ++i)

static int huge_array[64 << 20];  // 256 MiB, of which little is used
static char second[200000001];
int seen[1000005];
vector<int> graph_[1000005];

static int fast_int() {
  int c = getchar_unlocked(), x = 0;
  while (c != '-' && (c < '0' || c > '9')) c = getchar_unlocked();
  bool negative = c == '-';
  if (negative) c = getchar_unlocked();
  for (; c >= '0' && c <= '9'; c = getchar_unlocked()) x = 10 * x + c - '0';
  return negative ? -x : x;
}

// Deep, with a frame of some size that no compiler removes.
int dfs(int v, int parent, long depth) {
  int size = 1;
  volatile char path[64];
  path[depth & 63] = 1;
  for (int w : graph_[v])
    if (w != parent) size += dfs(w, v, depth + path[depth & 63]);
  return size;
}

int main(int argc, char **argv) {
  ios::sync_with_stdio(false);
  cin.tie(nullptr);
  string what;
  getline(cin, what);
  while (!what.empty() && what.back() == '\r') what.pop_back();
  if (what == "streams") {
    cin.exceptions(cin.failbit);
    int n;
    cin >> n;
    ll sum = 0;
    rep(i, 0, n) { int x; cin >> x; sum += x; }
    cerr << "debugging " << sum << endl;
    cout << fixed << setprecision(3) << sum / 2.0 << '\n';
  } else if (what == "rest") {
    string line;
    int lines = 0;
    while (getline(cin, line)) lines += !line.empty();
    cout << lines << endl;
  } else if (what == "status") {
    cout << "right\n";
    return 1;
  } else if (what == "assert") {
    cout << 1 << endl;
    assert(argc == 7);
  } else if (what == "abort") {
    vector<int> v;
    cout << v.at(3);
  } else if (what == "fault") {
    int *p = reinterpret_cast<int *>(strlen(argv[0]) - strlen(argv[0]));
    *p = 5;
  } else if (what == "divide") {
    volatile int zero = argc - 1;
    cout << 5 / zero;
  } else if (what == "wide") {
    __int128 x = 1;
    rep(i, 0, 100) x = x * 3 % (((__int128)1 << 100) - 15);
    cout << (ll)(x % 1000000007) << ' ' << (long double)0.1L * 3 << ' ' << __builtin_popcountll(~0ull) << '\n';
  } else if (what == "order") {
    tree<int, null_type, less<int>, rb_tree_tag, tree_order_statistics_node_update> t;
    gp_hash_table<int, int> h;
    rep(i, 0, 1000) t.insert(i * 7 % 1000), h[i] = i;
    cout << *t.find_by_order(500) << ' ' << t.order_of_key(250) << ' ' << h[77] << '\n';
  } else if (what == "deep") {
    rep(i, 1, 1000000) graph_[i].push_back(i + 1), graph_[i + 1].push_back(i);
    cout << dfs(1, 0, 0) << '\n';
  } else if (what == "lambda") {
    function<ll(int)> f = [&](int n) -> ll { return n == 0 ? 0 : n + f(n - 1); };
    cout << f(200000) << '\n';
  } else if (what == "stack") {
    rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    limit.rlim_cur = 512 << 20;
    cout << setrlimit(RLIMIT_STACK, &limit) << '\n';
  } else if (what == "local") {
    char buffer[100 << 20];
    memset(buffer, 1, sizeof buffer);
    cout << accumulate(buffer, buffer + sizeof buffer, 0) << '\n';
  } else if (what == "arrays") {
    rep(i, 0, 1000) huge_array[i * 60000] = i, second[i * 200000] = 1;
    cout << huge_array[999 * 60000] + second[200000] << '\n';
  } else if (what == "filled") {
    vector<ll> v(100000000, 1);  // 800 MB
    cout << accumulate(v.begin(), v.end(), 0LL) << '\n';
  } else if (what == "mapped") {
    struct stat file;
    fstat(0, &file);
    for (int kind : {MAP_PRIVATE, MAP_SHARED}) {
      char *text = (char *)mmap(nullptr, file.st_size, PROT_READ, kind, 0, 0);
      cout << (text == MAP_FAILED ? "none" : string(text, 6)) << '\n';
    }
  } else if (what == "reopened") {
    cout << flush;
    if (!freopen("/dev/stdin", "r", stdin) || !freopen("/dev/stdout", "w", stdout)) return 3;
    int a, b;
    if (scanf("%*s %d %d", &a, &b) != 2) return 4;
    printf("%d\n", a + b);
  } else if (what == "files") {
    if (freopen("input.txt", "r", stdin)) return 3;  // there is none
    ofstream("out.txt") << 5 << endl;
    int five;
    ifstream("out.txt") >> five;
    cout << five << '\n';
  } else if (what == "threads") {
    vector<thread> all;
    atomic<int> sum{0};
    rep(i, 0, 8) all.emplace_back([&, i] { sum += i; });
    for (auto &one : all) one.join();
    auto later = async(launch::async, [] { return 14; });
    cout << sum + later.get() << '\n';
  } else if (what == "clocks") {
    auto start = chrono::steady_clock::now();
    mt19937_64 random(chrono::high_resolution_clock::now().time_since_epoch().count() ^ random_device{}());
    srand(time(nullptr));
    clock_t begin = clock();
    ll work = 0;
    rep(i, 0, 1000000) work += rand() ^ (random() & 1);
    bool fine = clock() >= begin && chrono::steady_clock::now() >= start && work != 0;
    cout << (fine && (double)clock() / CLOCKS_PER_SEC < 5) << '\n';
  } else if (what == "modern") {
    auto [a, b] = pair(1, 2);
    vector<int> v{3, 1, 2};
    ranges::sort(v);
    array<int, 3> c{};
    if (auto it = ranges::find(v, 2); it != v.end()) c[0] = *it;
    cout << a + b << v[0] << c[0] << '\n';
  } else if (what == "raw") {
    lseek(0, 0, SEEK_SET);
    char text[64];
    ssize_t got = read(0, text, sizeof text);
    if (write(1, text, got) != got) return 1;
    _exit(0);
  } else if (what == "quick") {
    printf("kept");
    exit(0);
  } else if (what == "lines") {
    rep(i, 0, 200000) cout << i << endl;
  } else if (what == "timers") {
    signal(SIGSEGV, [](int) { _exit(9); });
    signal(SIGALRM, [](int) { _exit(write(1, "rang\n", 5) != 5); });
    alarm(1);
    for (;;) pause();
  }
}
