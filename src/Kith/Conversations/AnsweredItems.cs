using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.Conversations;

/// <summary>What of theirs is answered, as channels look at it whose windows hang on the single item.</summary>
static class AnsweredItems
{
    extension(Moment said)
    {
        public AnsweredItem AsItem => new(new DateTimeOffset(said.At))
        {
            Marks = said.Detail?["marks"] is JsonArray marks ? [.. marks.Select(mark => mark?.ToString() ?? "")] : [],
        };
    }
}
