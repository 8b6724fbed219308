import re
import sys
sys.exit(42 if re.fullmatch("[a-z]{1,800}\n", sys.stdin.read()) else 43)
