# Corners, one a line.
[
  (/a + "b")
  (/a + "/../b")
  (/a + /b)
  (/. + "a")
  (/a/${"../c"}/d)
  (/a + { outPath = "x"; })
  ({outPath = "a";} + /b)
  ({outPath = /b;} + "b")
  ({ a = /a/b; })
  ([ /a /b ])
  (/a + /b + "c")
]
