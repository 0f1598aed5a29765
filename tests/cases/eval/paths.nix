# Paths are absolute, normalised, and survive concatenation as paths.
[
  /a/b/../c
  /a/./b
  (/a + "/b")
  (/a + "b")
  (/. + "x")
  (/a + "/../b")
  (toString /a/b)
  (builtins.typeOf ./x)
  (baseNameOf ./some/file.nix)
  (baseNameOf "/a/b/")
  (baseNameOf "a")
  (dirOf "/a/b")
  (dirOf "a/b")
  (dirOf "a")
  (dirOf /a/b)
  (dirOf "/a")
  (/a + /b)
  ("/a" + "/b")
  (let name = "x"; in /a/${name}/b)
  (let name = "x"; in /a/pre${name}post.nix)
  (builtins.isPath /a)
  (builtins.isPath "/a")
  (/a/b == /a/b/.)
]
