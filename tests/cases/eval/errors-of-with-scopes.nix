# Each member fails in its own way.
{
  e01 = with {}; foo;
  e02 = with {fooo=1;}; foo;
  e03 = with 1; a;
  e04 = with { abc = 1; }; abd;
}
