# Indentation is taken off by the least indented line that has more than blanks.
[
  ''
    two
      four
    two
  ''
  ''one line''
  ''
    first

    after an empty line
  ''
  ''  leading blanks on the first line
    count too''
  ''
    escapes: ''${x} ''$ ''' ''\n ''\t end ''\x
  ''
  ''
    interpolated ${"value
    with lines"} end
  ''
  ''
      ${"at the start"} counts as text
    less
  ''
  ''
	tab is no blank
    four
  ''
  ''

    leading empty line stays
  ''
  ''
    no newline at the end''
  ''$''
  ''$${1}''
  ''a'''b''
  ''
    trailing blanks   
      kept   
  ''
  ''
  ''
  ''   ''
  ''
    x
   ''
]
