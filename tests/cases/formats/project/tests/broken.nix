{
  test-it = ;
}
