# How the text of a derivation is escaped shows in its hash, and in that of whatever uses it.
let
  made =
    system:
    derivation {
      name = "a";
      inherit system;
      builder = "b\n\"\\";
      args = [ "\t\r" ];
      "\n\"" = "\\";
    };
in
map
  (
    system:
    (derivation {
      name = "b";
      inherit system;
      builder = made system;
      outputs = [
        "out"
        "dev"
      ];
    }).drvPath
    + (made system).drvPath
  )
  [
    "\n"
    "a\"b"
    "\\"
    "\t"
    "\r"
    "plain"
  ]
