# Every place where blanks and comments may stand.
/* block */ let # line
  a /* before = */ = /* after = */ 1; # end
  b = [ /* in a list */ 1 # two
    2 ];
  /** documentation */
  f = /** of the lambda */ x: /* body */ x;
in
{ /* in a set */ inherit a /* between */ b; c = f /* argument */ 3; } /* the end */
