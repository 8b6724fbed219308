/// Records of each format, by their public field names.
enum SampleRecords {
  nonisolated(unsafe) static let humanEval: [String: Any] = [
    "task_id": "HumanEval/7", "entry_point": "add",
    "prompt":
      "from typing import List\n\n\ndef add(x: int, y: int) -> int:\n    \"\"\"Adds.\n    >>> add(1, 2)\n    3\n    \"\"\"\n",
    "canonical_solution": "    return x + y\n",
    "test":
      "\n\nMETADATA = {}\n\n\ndef check(candidate):\n    assert candidate(2, 2) == 4\n    assert candidate(-1, 1) == 0\n",
  ]
  nonisolated(unsafe) static let humanEvalLoop: [String: Any] = [
    "task_id": "HumanEval/8", "entry_point": "twice", "prompt": "def twice(x):\n    \"\"\"Doubles.\"\"\"\n",
    "canonical_solution": "    return 2 * x\n",
    "test": "def check(candidate):\n    for i in range(9):\n        assert candidate(i) == i + i\n",
  ]
  nonisolated(unsafe) static let mbpp: [String: Any] = [
    "task_id": 11, "text": "Write a function to swap a pair.",
    "code": "def swap(t):\r\n  a, b = t\r\n  return (b, a)",
    "test_list": [
      "assert swap((1, 2)) == (2, 1)", "assert swap([3, 4]) == (4, 3)", "assert swap('ab') == ('b', 'a')",
    ],
    "test_setup_code": "", "challenge_test_list": [],
  ]
  nonisolated(unsafe) static let sanitized: [String: Any] = [
    "task_id": 12, "prompt": "Write a function to add one.",
    "code": "import math\ndef helper(x):\n  return x\ndef inc(x):\n  return helper(x) + 1",
    "test_imports": ["import math"], "source_file": "x.ipynb",
    "test_list": ["assert inc(1) == 2", "assert inc(2) == 3", "assert math.isclose(inc(0.5), 1.5)"],
  ]
  nonisolated(unsafe) static let evalPlus: [String: Any] = [
    "task_id": "HumanEval/9", "entry_point": "half",
    "prompt": "def half(x):\n    \"\"\"Halves.\n    half(3) == 1.5\n    \"\"\"\n",
    "canonical_solution": "    return x / 2\n", "contract": "", "base_input": [[1], [2]],
    "plus_input": [[-3]],
    "atol": 0.001,
  ]
  nonisolated(unsafe) static let mbppPlus: [String: Any] = [
    "task_id": "Mbpp/3", "entry_point": "flip",
    "prompt": "\"\"\"\nFlips a pair.\nassert flip((1, 2)) == (2, 1)\n\"\"\"\n",
    "canonical_solution": "\ndef flip(t):\n    assert isinstance(t, tuple)\n    return t[::-1]\n",
    "contract": "",
    "base_input": [[[1, 2]]], "plus_input": [[[3, 4]], [[]]], "atol": 0,
    "assertion": "assert flip((1, 2)) == (2, 1)",
  ]
  nonisolated(unsafe) static let apps: [String: Any] = [
    "problem_id": 42, "difficulty": "interview", "url": "https://example.org/p/42", "starter_code": "",
    "question": "Add.\n\n-----Examples-----\nInput\n1 2\n\nOutput\n3\n",
    "input_output": "{\"inputs\": [\"1 2\\n\", [\"5\", \"6\"]], \"outputs\": [\"3\\n\", [\"11\"]]}",
    "solutions": "[\"import sys\\nprint(sum(map(int, sys.stdin.read().split())))\"]",
  ]
  nonisolated(unsafe) static let appsFunction: [String: Any] = [
    "problem_id": 43, "difficulty": "introductory", "url": "", "starter_code": "def cat(a, b):\n\t",
    "question": "Concatenate.",
    "input_output":
      "{\"fn_name\": \"cat\", \"inputs\": [[\"a\", \"b\"], [\"\", \"c\"]], \"outputs\": [[\"ab\"], [\"c\"]]}",
    "solutions": "[\"def cat(a, b):\\n  return a + b\"]",
  ]
  nonisolated(unsafe) static let codeContests: [String: Any] = [
    "name": "1575_A. Another Sum", "description": "Add.", "source": 2, "difficulty": 7, "cf_rating": 1100,
    "cf_contest_id": 1575, "cf_tags": ["math"], "input_file": "", "output_file": "",
    "time_limit": ["seconds": 1, "nanos": 500_000_000], "memory_limit_bytes": 256_000_000,
    "public_tests": ["input": ["1 2\n"], "output": ["3\n"]],
    "private_tests": ["input": ["2 2\n"], "output": ["4.5\n"]],
    "generated_tests": ["input": ["9 9\n"], "output": ["18\n"]],
    "solutions": [
      "language": [2, 3], "solution": ["int main() {}", "print(sum(map(int, input().split())))"],
    ],
    "incorrect_solutions": ["language": [3], "solution": ["print(3)"]],
  ]
  nonisolated(unsafe) static let liveCodeBench: [String: Any] = [
    "question_title": "Sum", "question_content": "Add two numbers.", "platform": "leetcode",
    "question_id": "2727", "contest_id": "weekly-1", "contest_date": "2023-08-21T00:00:00",
    "difficulty": "easy",
    "starter_code": "class Solution:\n    def plus(self, a: int, b: int) -> int:\n        ",
    "public_test_cases": "[{\"input\": \"1\\n2\", \"output\": \"3\", \"testtype\": \"functional\"}]",
    "private_test_cases":
      "eJxrYJnqxAABPXbR1UqZeQWlJUpWCkrGMXkmMXlKOgpK+aUlUDFzELcktbikpLIgFSSQVpqXXJKZn5eYo1QbO0UPABr0Fp4=",
    "metadata": "{\"func_name\": \"plus\"}",
  ]
}
