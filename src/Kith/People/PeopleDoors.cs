namespace Kith.People;

static class PeopleDoors
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("/people");
        people.MapGet("", FindPeople.GetAsync).Allow(Role.Viewer);
        people.MapPost("", MakePerson.PostAsync).Allow(Role.Teammate);
        people.MapGet("/{id:guid}", ReadPerson.GetAsync).Allow(Role.Viewer);
        people.MapPatch("/{id:guid}", EditPerson.PatchAsync).Allow(Role.Teammate);
        people.MapPost("/{id:guid}/merges", MergePeople.PostAsync).Allow(Role.Teammate);
        people.MapDelete("/{id:guid}/merges/{mergeId:guid}", UndoMerge.DeleteAsync).Allow(Role.Teammate);
        people.MapHandles();
        people.MapBlocking();
        people.MapPages();
        people.MapSuggestions();
        people.MapImports();
        api.MapFields();
    }
}
