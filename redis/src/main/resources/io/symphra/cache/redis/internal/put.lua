-- ARGV: the entry of each. Each answer is 1 if it was stored, 0 under a fence, 2 if the server is full; then nothing stands.
local answers = {}
for i = 1, #KEYS / 2 do
  local value, guard = KEYS[2 * i - 1], KEYS[2 * i]
  if standing(guard) == 'F' then
    answers[i] = 0
  else
    answers[i] = 1
    if not store(value, ARGV[i]) then
      drop(value)
      answers[i] = 2
    end
    redis.call('DEL', guard)
  end
end
return answers
