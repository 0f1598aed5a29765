# Of several attributes that fail, the one is met first whose name the parser took note of first.
{
  program-0 = (qx0x: { qy0x = throw "y0x"; qx0x = throw "x0x"; }) 1;
  program-1 = (qx1x: qx1x: { qy1x = throw "y1x"; qx1x = throw "x1x"; }) 1 2;
  program-2 = ({ qa2x, qx2x ? qc2x, qc2x ? 1 }: { qc2x = throw "c2x"; qx2x = throw "x2x"; qa2x = throw "a2x"; }) { qa2x = 1; };
  program-3 = (qx3x@{ qa3x ? 1 }: { qy3x = throw "y3x"; qx3x = throw "x3x"; qa3x = throw "a3x"; }) { };
  program-4 = ({ qa4x ? 1 }@qx4x: { qy4x = throw "y4x"; qx4x = throw "x4x"; }) { };
  program-5 = let f5x = { qb5x = { qa5x = 1; }; qa5x = throw "qa5x"; qc5x = throw "c5x"; }; in { qc5x = throw "c2"; qa5x = throw "a2"; qb5x = throw "b2"; };
  program-6 = { qb6x = { qd6x = 1; qa6x = 2; }; qa6x = throw "a6x"; qd6x = throw "d6x"; };
  program-7 = { qa7x.qb7x.qc7x = 1; qd7x = { qc7x = throw "c7x"; qb7x = throw "b7x"; qa7x = throw "a7x"; }; };
  program-8 = let q8x = { "qs8x" = 1; qt8x = 1; }; in { qt8x = throw "t8x"; qs8x = throw "s8x"; };
  program-9 = let q9x = { qt9x = 1; "qs9x" = 1; }; in { qs9x = throw "s9x"; qt9x = throw "t9x"; };
  program-10 = let q10x = { inherit ({ qz10x = 1; qy10x = 2; }) qy10x qz10x; }; in { qy10x = throw "y10x"; qz10x = throw "z10x"; };
  program-11 = { z11x = { qq11x = 1; }.qw11x or (let qe11x = 1; in qe11x); qe11x = throw "e11x"; qw11x = throw "w11x"; qq11x = throw "q11x"; };
  program-12 = { a12x = with { zz12x = 1; }; { zy12x = throw "y12x"; zx12x = zz12x; }; zx12x = throw "x12x"; zy12x = throw "y2"; };
  program-13 = let a13x = x13x: y13x: z13x: { inherit z13x y13x x13x; }; in { z13x = throw "z13x"; y13x = throw "y13x"; x13x = throw "x13x"; };
  program-14 = let a14x = p14x: q14x: { w14x = 1; }; in { q14x = throw "q14x"; p14x = throw "p14x"; w14x = throw "w14x"; };
  program-15 = { ${"dd15x"} = throw "d15x"; ee15x = throw "e15x"; ff15x = { ee15x = 1; dd15x = 2; }; };
  program-16 = let ff16x = 1; x16x = "${let ss16x = 1; in "a16x"}"; rr16x = 2; in { rr16x = throw "r16x"; ss16x = throw "s16x"; };
}
