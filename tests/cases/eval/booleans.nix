# Logic is lazy in its right operand, and implication binds weakest and to the right.
[
  (true && false)
  (false && throw "not asked")
  (true || throw "not asked")
  (false -> throw "not asked")
  (true -> false)
  (!true)
  (!false && true)
  (true || false && false)
  (false -> false -> false)
  ((false -> false) -> false)
  (!(1 == 2))
  (if true then 1 else throw "not asked")
  (if 1 < 2 && 2 < 3 then "in" else "out")
]
