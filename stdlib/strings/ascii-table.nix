# The characters of ASCII that a text has, with their codes.
let
  printable = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  entry = i: {
    name = builtins.substring i 1 printable;
    value = 32 + i;
  };
in
builtins.listToAttrs (builtins.genList entry (builtins.stringLength printable))
// {
  "\t" = 9;
  "\n" = 10;
  "\r" = 13;
}
