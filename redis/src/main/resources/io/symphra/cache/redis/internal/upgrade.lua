-- ARGV: token of the fence, timeout, then the token of each lease. Each answer is 1 if the fence stands, else 0.
local answers = {}
for i = 1, #KEYS / 2 do
  local value, guard = KEYS[2 * i - 1], KEYS[2 * i]
  local kind, holder = standing(guard)
  if kind == 'L' and holder == ARGV[2 + i] then
    drop(value)
    raise(guard, { [ARGV[1]] = whole(now + ARGV[2]) }, false)
    answers[i] = 1
  else
    answers[i] = 0
  end
end
return answers
