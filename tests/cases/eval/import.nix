# Files relative to this one; a folder's default.nix; a file is evaluated once.
[
  (import ./fixtures/value.nix)
  (import ./fixtures/function.nix { n = 3; })
  (import ./fixtures/folder)
  (import (./fixtures + "/value.nix"))
  (import ./fixtures/recursive-a.nix).even
  (builtins.scopedImport { extra = 5; } ./fixtures/scoped.nix)
  (let load = import; in load ./fixtures/value.nix)
  (builtins.pathExists ./fixtures/value.nix)
  (builtins.pathExists ./fixtures/absent.nix)
  (builtins.readFile ./fixtures/text.txt)
  (builtins.attrNames (builtins.readDir ./fixtures))
  (builtins.readFileType ./fixtures/folder)
]
