# Strings remember the store paths that they speak of.
let
  drv = derivation { name = "d"; system = "x86_64-linux"; builder = "/bin/sh"; };
  s = "${drv}/bin";
in
[
  (builtins.hasContext "plain")
  (builtins.hasContext s)
  (builtins.getContext s)
  (builtins.hasContext (builtins.unsafeDiscardStringContext s))
  (builtins.hasContext (s + "x"))
  (builtins.hasContext (builtins.substring 0 3 s))
  (builtins.hasContext (builtins.substring 0 0 s))
  (builtins.hasContext (builtins.concatStringsSep "," [ "a" s ]))
  (builtins.hasContext (builtins.replaceStrings [ "bin" ] [ "lib" ] s))
  (builtins.hasContext (toString drv))
  (builtins.getContext drv.drvPath)
  (builtins.hasContext (builtins.toJSON { a = s; }))
  (builtins.hasContext (baseNameOf s))
  (builtins.stringLength s)
  (s == builtins.unsafeDiscardStringContext s)
  (builtins.attrNames { ${builtins.unsafeDiscardStringContext s} = 1; })
  (builtins.typeOf drv)
  drv.name
  drv.type
  drv.outPath
  drv.drvPath
  (builtins.getContext (builtins.addDrvOutputDependencies drv.drvPath))
]
