{
  a = [ 1, 2 ],
  inherit b, c;
}
