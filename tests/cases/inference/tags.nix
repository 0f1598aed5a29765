{
  a.settings.backend = {
    fil = "x";
  };
  b.settings.backend = {
    file = "x";
    sql = null;
  };
  c.settings.backend = { };
  d.settings.backend.file = 1;
  e.settings.backend.sql = null;
}
