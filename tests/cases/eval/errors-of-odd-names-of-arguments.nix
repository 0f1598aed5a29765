# Arguments that a function does not take are shown as attribute names are.
{
  empty = ({ a }: a) { a = 1; "" = 1; };
  blank = ({ }: 1) { "x y" = 1; };
  keyword = (let f = { }: 1; in f) { "if" = 1; };
  or = ({ }: 1) { or = 1; };
  line-break = ({ }: 1) { "a\nb" = 1; };
  hole = ({ }: 1) { "\${" = 1; };
}
