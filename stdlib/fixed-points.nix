# Values defined in terms of themselves, and layers laid over them.
lib: rec {
  /**
    The value that a function gives when it is passed that same value.

        fix : (a -> a) -> a

    Example: fix (self: { a = 1; b = self.a + 1; }) == { a = 1; b = 2; }
  */
  fix =
    f:
    let
      self = f self;
    in
    self;

  /**
    As `fix`, for a function to a set; the set keeps the function as `__unfix__`.

        fix' : ({ _ : a } -> { _ : a }) -> { _ : Any }

    Example: (fix' (self: { a = 1; b = self.a; })).b == 1
  */
  fix' =
    f:
    let
      self = f self // {
        __unfix__ = f;
      };
    in
    self;

  /**
    Applies a function again and again until its result stays the same.

        converge : (a -> a) -> a -> a

    Example: converge (x: x / 2) 100 == 0
  */
  converge =
    f: value:
    let
      next = f value;
    in
    if next == value then value else converge f next;

  /**
    Lays a layer over a function that is meant for `fix`. The layer is given the finished
    set and the one below it.

        extends : ({ _ : Any } -> { _ : Any } -> { _ : Any }) -> ({ _ : Any } -> { _ : Any }) -> { _ : Any } -> { _ : Any }

    Example: fix (extends (final: prev: { a = prev.a + 10; }) (final: { a = 1; b = final.a; })) == { a = 11; b = 11; }
  */
  extends =
    layer: f: final:
    let
      prev = f final;
    in
    prev // layer final prev;

  /**
    One layer that does what two do, the second over the first.

        composeExtensions : ({ _ : Any } -> { _ : Any } -> { _ : Any }) -> ({ _ : Any } -> { _ : Any } -> { _ : Any }) -> { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: composeExtensions (f: p: { x = 1; }) (f: p: { y = p.x; }) { } { } == { x = 1; y = 1; }
  */
  composeExtensions =
    lower: upper: final: prev:
    let
      below = lower final prev;
    in
    below // upper final (prev // below);

  /**
    One layer that does what all do, each over those before it.

        composeManyExtensions : [({ _ : Any } -> { _ : Any } -> { _ : Any })] -> { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: composeManyExtensions [ ] { } { a = 1; } == { }
  */
  composeManyExtensions = lib.foldr composeExtensions (final: prev: { });

  /**
    As `fix'`, and the set can be extended with a layer by its member `extend`.

        makeExtensible : ({ _ : a } -> { _ : a }) -> { _ : Any }

    Example: ((makeExtensible (self: { a = 1; b = self.a; })).extend (final: prev: { a = 2; })).b == 2
  */
  makeExtensible = makeExtensibleWithCustomName "extend";

  /**
    As `makeExtensible`, with another name for the member that extends.

        makeExtensibleWithCustomName : String -> ({ _ : a } -> { _ : a }) -> { _ : Any }

    Example: ((makeExtensibleWithCustomName "grow" (self: { a = 1; })).grow (final: prev: { a = 2; })).a == 2
  */
  makeExtensibleWithCustomName =
    name: f:
    fix' (
      self:
      f self
      // {
        ${name} = layer: makeExtensibleWithCustomName name (extends layer f);
      }
    );

  /**
    A layer from what may be shorter than one: a set, or a function of the set below only.

        toExtension : Any -> { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: toExtension { a = 1; } { } { } == { a = 1; }
  */
  toExtension =
    f:
    if lib.isFunction f then
      final: prev:
      let
        given = f prev;
      in
      if lib.isFunction given then f final prev else given
    else
      final: prev: f;
}
