# Global names are ordinary names; also syntax looks names up that code may shadow.
[
  (let true = false; in true)
  (let null = 1; in null)
  (let __sub = a: b: "shadowed"; in 2 - 1)
  (let __nixPath = [ ]; in 1)
  (let builtins = { x = 1; }; in builtins.x)
  (let __lessThan = a: b: "shadowed"; in 1 < 2)
  (let map = f: l: "mine"; in map 1 2)
  (builtins ? true)
  (builtins.builtins.true)
]
