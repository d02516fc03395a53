-- ARGV: token, then the entry of each or ''. Each answer is 1 if the entry was stored, 0 if not, 2 if the server is full.
local answers = {}
for i = 1, #KEYS / 2 do
  local value, guard, entry = KEYS[2 * i - 1], KEYS[2 * i], ARGV[1 + i]
  local kind, writers, tainted = standing(guard)
  answers[i] = 0
  if kind == 'F' and writers[ARGV[1]] then
    writers[ARGV[1]] = nil
    if next(writers) then
      raise(guard, writers, true)
    else
      if entry ~= '' and not tainted then
        if store(value, entry) then
          answers[i] = 1
        else
          drop(value)
          answers[i] = 2
        end
      else
        drop(value)
      end
      redis.call('DEL', guard)
    end
  else
    -- The fence fell: others may have written since, so nobody's value is to be believed.
    drop(value)
    if kind == 'F' then
      raise(guard, writers, true)
    else
      redis.call('DEL', guard)
    end
  end
end
return answers
