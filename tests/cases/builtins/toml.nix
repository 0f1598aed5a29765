# From TOML.
builtins.fromTOML ''
  title = "x"
  int = 42
  float = 1.5
  flag = true
  list = [1, 2, 3]
  mixed = ["a", 1]
  [table]
  key = "v"
  "quoted key" = 1
  [table.inner]
  x = 0xff
  [[array]]
  n = 1
  [[array]]
  n = 2
''
