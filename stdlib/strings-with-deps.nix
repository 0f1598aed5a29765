# Pieces of text that must follow others, put in order.
lib:
let
  inherit (builtins) foldl';
in
rec {
  /**
    The texts of the entries, each once and after those it depends on. An entry is a set, or the
    name of one in the first argument.

        textClosureList : { _ : { text : String; deps : [Any]; ... } } -> [Any] -> [String]

    Example: textClosureList { a = noDepEntry "A"; b = fullDepEntry "B" [ "a" ]; } [ "b" "a" ] == [ "A" "B" ]
  */
  textClosureList =
    named:
    let
      add =
        state: entry:
        if builtins.isAttrs entry then
          let
            below = foldl' add state entry.deps;
          in
          below // { texts = below.texts ++ [ entry.text ]; }
        else if state.done ? ${entry} then
          state
        else
          add (state // { done = state.done // { ${entry} = true; }; }) named.${entry};
    in
    entries:
    (foldl' add {
      done = { };
      texts = [ ];
    } entries).texts;

  /**
    The texts of the entries as `textClosureList` orders them, changed by the function, a line
    feed between them.

        textClosureMap : (String -> String) -> { _ : { text : String; deps : [Any]; ... } } -> [Any] -> String

    Example: textClosureMap id { a = noDepEntry "A"; b = fullDepEntry "B" [ "a" ]; } [ "b" ] == "A\nB"
  */
  textClosureMap =
    f: named: entries:
    builtins.concatStringsSep "\n" (map f (textClosureList named entries));

  /**
    A text that follows nothing.

        noDepEntry : String -> { text : String; deps : [Any]; }

    Example: noDepEntry "A" == { text = "A"; deps = [ ]; }
  */
  noDepEntry = text: fullDepEntry text [ ];

  /**
    A text and what it follows.

        fullDepEntry : String -> [Any] -> { text : String; deps : [Any]; }

    Example: fullDepEntry "A" [ "b" ] == { text = "A"; deps = [ "b" ]; }
  */
  fullDepEntry = text: deps: { inherit text deps; };

  /**
    Other entries under one name.

        packEntry : [Any] -> { text : String; deps : [Any]; }

    Example: packEntry [ "a" ] == { text = ""; deps = [ "a" ]; }
  */
  packEntry = fullDepEntry "";

  /**
    `fullDepEntry` with its arguments turned round.

        stringAfter : [Any] -> String -> { text : String; deps : [Any]; }

    Example: stringAfter [ "b" ] "A" == { text = "A"; deps = [ "b" ]; }
  */
  stringAfter = deps: text: fullDepEntry text deps;
}
