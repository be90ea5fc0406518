-- Sends the body in the file BENCH_BODY as wrk's request. No answer is looked at, as that would cost the client more
-- than the server: failures show in the status (the media type asks for one) and in the mean size.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/graphql-response+json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
wrk.body = assert(io.open(os.getenv("BENCH_BODY"))):read("*a")

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("BENCH %d %.1f %.3f %.3f %d %.0f\n",
    summary.requests, summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout, summary.bytes / summary.requests))
end
