# URLs as strings, and `or` as a name.
[
  https://example.org/path?query=1
  x:y
  (let or = 1; in { inherit or; })
]
