# Strings and comments of bytes that are no characters: é
{
  plain = "xÿy${"b"}é";
  indented = ''
      ÿé
    z
  ''; /* ÿ */
  place = [ "ÿ" __curPos ];
  length = builtins.stringLength "ÿéÃ©ô¾€";
  hash = builtins.hashString "md5" "ÿô¾€";
}
