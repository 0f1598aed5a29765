{
  a = ;
  b = if true then ;
  c = [ 1 ];
}
