# Floats print with six significant digits, as C's %g.
[
  1.0
  0.1
  100000.0
  1000000.0
  1234567.0
  0.0001
  0.00001
  1.5
  3.14159265358979
  123456.789
  1.0e100
  (1.0 / 3)
  (0.1 + 0.2)
  (-0.0)
  (2.5e-8)
  (toString 1.0)
  (toString 0.1)
  (toString 3.14159265358979)
  (toString 1.0e10)
  (builtins.toJSON 0.1)
  (builtins.toJSON 1.0)
  (builtins.toJSON 3.14159265358979)
  (builtins.toJSON 1.0e100)
]
