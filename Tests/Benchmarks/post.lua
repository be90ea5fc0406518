-- Sends the body in the file BENCH_BODY as wrk's request. No answer is looked at, as that would cost the client more
-- than the server: failures show in the status (the media type asks for one) and in the mean size.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/graphql-response+json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
wrk.body = assert(io.open(os.getenv("BENCH_BODY"))):read("*a")

-- How long a client thinks before it asks again: milliseconds on average, from none to twice as many.
local think = tonumber(os.getenv("BENCH_THINK") or "0")
if think > 0 then
  function delay() return math.random(0, 2 * think) end
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("BENCH %d %.1f %.3f %.3f %d %.0f\n",
    summary.requests, summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout, summary.bytes / summary.requests))
end
