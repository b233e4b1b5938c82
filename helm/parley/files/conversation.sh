# Two agents speak one round; both answers are in the history.
id=$(ask --data "$START" "$GATEWAY/api/conversations/start" | sed -n 's/.*"id" *: *"\([^"]*\)".*/\1/p')
test -n "$id"
ask --max-time "$PATIENCE" --request POST "$GATEWAY/api/conversations/$id/round" > /dev/null
answers=$(ask "$GATEWAY/api/conversations/$id/history" | grep -o '"role" *: *"assistant"' | wc -l)
ask --request DELETE "$GATEWAY/api/conversations/$id" > /dev/null || true
echo "answers: $answers (expected: 2)"
test "$answers" -eq 2
