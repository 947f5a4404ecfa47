"""What a test says about a class: small functions, each with its formula's source.

People stand in rows, items in columns; what is missing is NaN in an array and None
in an `Estimate`, and is never filled in. Nothing here ranks people. Which interval
and which estimand, and why, stands in docs/keputusan/0014-ukuran-dan-selang.md.

- `discernment` *jeli* and *curiga*: d′ and c
- `calibration` how sure, and how right
- `gain` before and after: points, effect sizes, Hake's ⟨g⟩
- `reliability` Cronbach's α (KR-20)
- `item_analysis` difficulty, discrimination, which wrong answer
- `linking` one form's scores on another form's scale
- `suppression` no cell that points at a few people
- `light` one person, and a class at its counter, without libraries
- `words` what a person and a class are told
"""
