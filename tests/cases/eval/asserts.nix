# An assertion that holds is its body.
[
  (assert true; 1)
  (assert 1 == 1; assert !false; "both")
  (assert true -> true; { a = 1; })
]
