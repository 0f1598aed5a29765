# An unknown `outputHashAlgo` says nothing.
let
  make = more: (derivation ({ name = "n"; system = "s"; builder = "b"; } // more)).outPath;
in
[
  (make { outputHashAlgo = "foo"; })
  (make { outputHashAlgo = "r:md5"; outputHash = "md5:d41d8cd98f00b204e9800998ecf8427e"; })
  (make { outputHashAlgo = ""; outputHash = "md5:d41d8cd98f00b204e9800998ecf8427e"; })
]
