using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests.Documents;

/// <summary>Documents as tests put them on the shelf.</summary>
static class Shelf
{
    extension(ApiCaller caller)
    {
        public async Task<object> FileAsync(string name, string bytes)
        {
            var answer = await caller.Http.PostAsync($"/api/attachments?name={Uri.EscapeDataString(name)}", new ByteArrayContent(Encoding.UTF8.GetBytes(bytes)));
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return new { hash = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["hash"]!, name };
        }

        public async Task<JsonNode> ShelveAsync(string name, string bytes = "%PDF-1.7 first", Guid? departmentId = null, string? subject = null, string? text = null, string? description = null) =>
            await caller.PostAsync("/api/documents", new { name, description, departmentId, file = await caller.FileAsync("policy.pdf", bytes), subject, text });

        public async Task<JsonNode> RenewAsync(JsonNode document, string bytes) =>
            await caller.PostAsync($"/api/documents/{document["id"]}/versions", new { file = await caller.FileAsync("policy.pdf", bytes) });

        public async Task<IReadOnlyList<string>> NamesAsync(string query = "") =>
            [.. (await caller.GetAsync($"/api/documents?{query}"))["items"]!.AsArray().Select(one => (string)one!["name"]!)];
    }
}
