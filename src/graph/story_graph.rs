//! [`StoryGraph`]: the reports and their edges as a petgraph graph.

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;

use crate::error::{Error, Result};
use crate::graph::components::components;
use crate::graph::edge::{Edge, tidy};
use crate::graph::partition::Partition;
use crate::likeness::Likeness;

/// A graph over reports, for looking around in it and for everything petgraph can do.
///
/// Stands beside the pipeline: the algorithms of this module work on plain edges, this is what a user holds in hand.
/// Node `i` is the petgraph node of index `i` and carries `i`; edges stand in the order of their pairs, each pair once.
///
/// ```
/// use samestory::graph::{Edge, StoryGraph};
/// use samestory::likeness::Likeness;
/// let edges = [(1, 2, 0.6), (0, 1, 0.9)].map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
/// let graph = StoryGraph::new(4, &edges)?;
/// assert_eq!(graph.neighbours(1), [(0, Likeness::new(0.9)), (2, Likeness::new(0.6))]);
/// assert_eq!(graph.components(Likeness::new(0.5)).labels(), [0, 0, 0, 1]);
/// assert_eq!(graph.petgraph().edge_count(), 2);
/// # Ok::<(), samestory::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct StoryGraph {
    graph: UnGraph<u32, Likeness>,
}

impl StoryGraph {
    /// Builds the graph. Of edges between the same nodes the likeliest is kept.
    ///
    /// # Errors
    /// [`Error::Malformed`] when an edge names a node outside `0..nodes`.
    pub fn new(nodes: usize, edges: &[Edge]) -> Result<StoryGraph> {
        if let Some(edge) = edges.iter().find(|edge| edge.b() as usize >= nodes) {
            let reason = format!("{}-{} among {nodes} nodes", edge.a(), edge.b());
            return Err(Error::Malformed { what: "edge", reason });
        }
        let edges = tidy(nodes, edges);
        let mut graph = UnGraph::with_capacity(nodes, edges.len());
        for node in 0..nodes as u32 {
            graph.add_node(node);
        }
        for edge in edges.iter() {
            graph.add_edge(index(edge.a()), index(edge.b()), edge.likeness());
        }
        Ok(StoryGraph { graph })
    }

    /// Number of nodes.
    pub fn nodes(&self) -> usize {
        self.graph.node_count()
    }

    /// The edges, sorted by pair.
    pub fn edges(&self) -> Vec<Edge> {
        let edge = |edge: petgraph::graph::EdgeReference<'_, Likeness>| {
            Edge::new(edge.source().index() as u32, edge.target().index() as u32, *edge.weight())
        };
        self.graph.edge_references().filter_map(edge).collect()
    }

    /// The nodes that edges join to one, ascending, with their likeness; none for a node that is not there.
    pub fn neighbours(&self, node: u32) -> Vec<(u32, Likeness)> {
        let edges = self.graph.edges(index(node));
        let mut near: Vec<(u32, Likeness)> = edges.map(|edge| (edge.target().index() as u32, *edge.weight())).collect();
        near.sort_unstable();
        near
    }

    /// How many nodes edges join to one.
    pub fn degree(&self, node: u32) -> usize {
        self.graph.edges(index(node)).count()
    }

    /// The groups that edges of at least `threshold` connect; see [`components`].
    pub fn components(&self, threshold: Likeness) -> Partition {
        components(self.nodes(), &self.edges(), threshold)
    }

    /// The graph as petgraph knows it.
    pub fn petgraph(&self) -> &UnGraph<u32, Likeness> {
        &self.graph
    }

    /// The graph as petgraph knows it, by value.
    pub fn into_petgraph(self) -> UnGraph<u32, Likeness> {
        self.graph
    }
}

fn index(node: u32) -> NodeIndex<u32> {
    NodeIndex::new(node as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_come_back_sorted_and_checked() {
        let edges = [(2, 1, 0.6), (0, 2, 0.1), (1, 2, 0.7)].map(|(a, b, p)| Edge::new(a, b, Likeness::new(p)).unwrap());
        let graph = StoryGraph::new(3, &edges).unwrap();
        assert_eq!(graph.edges(), [edges[1], edges[2]]);
        assert_eq!((graph.degree(2), graph.degree(0), graph.degree(9)), (2, 1, 0));
        let error = StoryGraph::new(2, &edges).unwrap_err();
        assert_eq!(error.to_string(), "malformed edge: 1-2 among 2 nodes");
    }
}
